/**
 * Networks as ONNX: written, checked and run.
 *
 * <p>Start at {@link OnnxModel}. A file is read and checked in Java before ONNX Runtime sees it: what is truncated, of another version, of
 * another shape or holds numbers that are none is refused with the reason. Thresholds are never inside a file. Nothing here needs
 * libtorch.
 */
@NullMarked
package org.lumiwatch.neural.onnx;

import org.jspecify.annotations.NullMarked;
