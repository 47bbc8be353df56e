/**
 * The names by which Istio and other software know resources, and the ports that the proxy keeps
 * for itself. Everybody in translation may import it; it imports the model only.
 */
@NullMarked
package io.fairlead.translation.naming;

import org.jspecify.annotations.NullMarked;
