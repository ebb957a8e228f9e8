/**
 * Certification: verdicts, conditions, labels and stated rules become a golden JSON with its provenance.
 *
 * <p>Start at {@link Certification}. This room never scores: it reads the ledger, hindsight before online, and conditions and
 * labels. Same inputs, same bytes: no clock is read here.
 */
@NullMarked
package org.lumiwatch.certify;

import org.jspecify.annotations.NullMarked;
