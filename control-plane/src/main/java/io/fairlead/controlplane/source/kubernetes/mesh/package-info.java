/**
 * What the objects of clusters mean to the mesh: objects come in, services, entries and workloads
 * of the model go out. Pure: equal objects give equal values, in any order of their coming. The
 * packages around it may import it.
 */
@NullMarked
package io.fairlead.controlplane.source.kubernetes.mesh;

import org.jspecify.annotations.NullMarked;
