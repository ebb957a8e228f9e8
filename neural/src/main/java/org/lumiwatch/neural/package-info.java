/**
 * Neural networks: what they are made of, and what of them can be read without either library.
 *
 * <p>Start at {@link Network}; {@link Networks} holds the ones that Lumiwatch knows. {@code neural.torch} trains them, {@code neural.onnx}
 * writes, checks and runs them: watching needs the second only. A definition has no weights; weights have no meaning without
 * their definition. This room knows no labels: whoever trains hands over samples.
 */
@NullMarked
package org.lumiwatch.neural;

import org.jspecify.annotations.NullMarked;
