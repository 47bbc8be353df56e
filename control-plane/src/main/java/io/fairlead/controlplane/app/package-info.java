/**
 * Composition: settings, every object of the program and the order in which they start and stop.
 * Imports every other package and is imported by none.
 */
@NullMarked
package io.fairlead.controlplane.app;

import org.jspecify.annotations.NullMarked;
