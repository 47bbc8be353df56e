/**
 * Where services come from: {@link io.fairlead.registrybridge.source.RegistrySource}, what it
 * reports, and the rules that hold for every registry. Reports go out; merge, admin and the
 * composition import it.
 */
@NullMarked
package io.fairlead.registrybridge.source;

import org.jspecify.annotations.NullMarked;
