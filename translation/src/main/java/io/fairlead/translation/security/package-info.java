/**
 * Who must prove what: the mode of each port, the identities behind endpoints, and the TLS contexts
 * that follow. The generators import it; it imports the model, encoding and naming.
 */
@NullMarked
package io.fairlead.translation.security;

import org.jspecify.annotations.NullMarked;
