/**
 * From a workspace to a model with its papers: data in time order, training, examination by the standard faults, the store.
 *
 * <p>Start at {@link TrainingRun}; {@link Contest} compares designs, {@link Search} looks for better sizes, {@link Compression} makes models
 * smaller. Nothing is split at random: runs that come later validate, and still later ones examine. What is examined was never trained
 * with.
 */
@NullMarked
package org.lumiwatch.neural.training;

import org.jspecify.annotations.NullMarked;
