/**
 * What nothing can beat: likelihood ratios that know the simulator's own latent parameters.
 *
 * <p>Start at {@link Oracle}. It is told the region and the factor of a fault, not its onset. This room knows the truth about the
 * detector; no contender may use it.
 */
@NullMarked
package org.lumiwatch.bench.oracle;

import org.jspecify.annotations.NullMarked;
