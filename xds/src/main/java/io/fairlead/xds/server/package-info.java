/**
 * The serving side: streams as values ({@link io.fairlead.xds.server.StreamState}) and the gRPC
 * service that feeds them. Snapshots come in, answers go out.
 */
@NullMarked
package io.fairlead.xds.server;

import org.jspecify.annotations.NullMarked;
