/**
 * The serving side: streams as values ({@link io.fairlead.xds.server.StreamState}) and the gRPC
 * service that feeds them. Snapshots come in, answers go out. What all streams share stands in
 * {@link io.fairlead.xds.server.Streams}: who may enter, what may wait to be read, and equal sets
 * of names.
 */
@NullMarked
package io.fairlead.xds.server;

import org.jspecify.annotations.NullMarked;
