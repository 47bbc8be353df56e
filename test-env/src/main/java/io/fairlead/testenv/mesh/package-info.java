/**
 * One whole mesh: control plane, bridge, Consul and joined hosts.
 *
 * <p>Comes in: what to register and to join. Goes out: the running mesh. May import every package
 * but demo.
 */
@NullMarked
package io.fairlead.testenv.mesh;

import org.jspecify.annotations.NullMarked;
