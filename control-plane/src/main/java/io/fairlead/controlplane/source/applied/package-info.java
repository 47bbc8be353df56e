/** Resources that operators applied; they live in the state store. */
@NullMarked
package io.fairlead.controlplane.source.applied;

import org.jspecify.annotations.NullMarked;
