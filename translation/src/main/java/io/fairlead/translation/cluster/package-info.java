/**
 * Clusters: where a proxy can send to. Services of a scope and the proxy's own ports come in,
 * inputs that build one cluster each go out. The translator imports it, and the listeners do for
 * the names that they look up.
 */
@NullMarked
package io.fairlead.translation.cluster;

import org.jspecify.annotations.NullMarked;
