/**
 * One protocol engine for named, opaque resources: what xDS calls a type, a resource and a
 * snapshot. The engine knows no mesh. The control plane, the registry bridge and the agent import
 * it; it imports the discovery messages and gRPC.
 */
@NullMarked
package io.fairlead.xds;

import org.jspecify.annotations.NullMarked;
