/**
 * The command line: picocli commands, and the composition root that plugs the modules together.
 *
 * <p>Start at {@link org.lumiwatch.cli.Lumiwatch}. Exit codes: 0 done, 1 failed, 2 usage. Nobody depends on this package, and it
 * computes nothing itself.
 */
@NullMarked
package org.lumiwatch.cli;

import org.jspecify.annotations.NullMarked;
