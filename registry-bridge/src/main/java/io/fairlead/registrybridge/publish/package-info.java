/**
 * From merged services to clients: the Istio resources that declare them, encoded once, and the
 * server that offers them by MCP over xDS. Merged services come in, discovery answers go out; the
 * composition and admin import it.
 */
@NullMarked
package io.fairlead.registrybridge.publish;

import org.jspecify.annotations.NullMarked;
