/** Certificates that only a test trusts. */
@NullMarked
package io.fairlead.peers.tls;

import org.jspecify.annotations.NullMarked;
