/**
 * The heart: the state of a mesh and a proxy come in, Envoy resources go out. Pure: no I/O, clock,
 * thread or log. The control plane imports it.
 */
@NullMarked
package io.fairlead.translation;

import org.jspecify.annotations.NullMarked;
