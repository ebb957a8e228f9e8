/**
 * Conditions per lumisection as OMS exports are saved: an object of equally long lists.
 *
 * <p>Start at {@link ConditionsJson}. Bits are kept apart from numbers; what is null is absent, never zero.
 */
@NullMarked
package org.lumiwatch.connectors.oms;

import org.jspecify.annotations.NullMarked;
