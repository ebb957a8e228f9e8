/**
 * JSON as files of the field use it: one envelope around many like records.
 *
 * <p>Start at {@link JsonRecords}. Records are cut out one at a time, so that a broken one costs itself only. This package
 * knows no field names.
 */
@NullMarked
package org.lumiwatch.connectors.json;

import org.jspecify.annotations.NullMarked;
