/**
 * What all sources say together: {@link io.fairlead.registrybridge.merge.RegistryMerger} is the
 * pure rule, {@link io.fairlead.registrybridge.merge.RegistryStore} applies it to what changed.
 * Reports come in, merged services go out; publish, admin and the composition import it.
 */
@NullMarked
package io.fairlead.registrybridge.merge;

import org.jspecify.annotations.NullMarked;
