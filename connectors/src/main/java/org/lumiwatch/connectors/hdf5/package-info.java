/**
 * HDF5 files of occupancy maps, such as those of HCAL's ML4DQM: one dataset an element, lumisection × y × x.
 *
 * <p>Start at {@link MapsHdf5}. One map at a time is in memory. The files carry neither run nor lumisection, so both are told.
 */
@NullMarked
package org.lumiwatch.connectors.hdf5;

import org.jspecify.annotations.NullMarked;
