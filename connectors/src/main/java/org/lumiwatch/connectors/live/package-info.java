/**
 * Sources that go on: files that grow and folders in which files appear.
 *
 * <p>Start at {@link org.lumiwatch.connectors.live.LiveSource}. A record is handed on once it is complete, never half of it. This
 * room knows no format: what a file holds is read by the reader it is given.
 */
@NullMarked
package org.lumiwatch.connectors.live;

import org.jspecify.annotations.NullMarked;
