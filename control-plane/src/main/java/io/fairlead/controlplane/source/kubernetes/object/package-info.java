/**
 * What objects of the Kubernetes API say, cut down to what the mesh needs: a change of anything
 * else is no change here. The client's objects come in, values go out. The packages around it may
 * import it; the client's types end here.
 */
@NullMarked
package io.fairlead.controlplane.source.kubernetes.object;

import org.jspecify.annotations.NullMarked;
