/**
 * Who is calling, decided for each call, and the TLS port on which they call. Certificates and gRPC
 * metadata come in; {@link io.fairlead.controlplane.caller.Caller} goes out. Imports pki; services
 * and the composition import it.
 */
@NullMarked
package io.fairlead.controlplane.caller;

import org.jspecify.annotations.NullMarked;
