/**
 * Certification: verdicts, conditions, labels and stated rules become a golden JSON with its provenance.
 *
 * <p>This room never scores. Same inputs, same bytes.
 */
@NullMarked
package org.lumiwatch.certify;

import org.jspecify.annotations.NullMarked;
