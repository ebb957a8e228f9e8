/**
 * Results of the bench as people read them: on the terminal, in files, as pictures, and as the page of all benchmarks.
 *
 * <p>Start at {@link Publication}. Equal results give equal bytes on any machine. This room measures nothing and leaves nothing out.
 */
@NullMarked
package org.lumiwatch.bench.publication;

import org.jspecify.annotations.NullMarked;
