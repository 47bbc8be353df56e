/**
 * gRPC as this program uses it: event loops, servers on Unix sockets that know who calls, and
 * messages as bytes. Imports nothing of ours.
 */
@NullMarked
package io.fairlead.vmagent.transport;

import org.jspecify.annotations.NullMarked;
