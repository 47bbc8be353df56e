/**
 * The composition of the program {@code fairlead-registry-bridge}: reads the configuration, makes
 * the parts and starts them. May import every other package; imported by none.
 */
@NullMarked
package io.fairlead.registrybridge.app;

import org.jspecify.annotations.NullMarked;
