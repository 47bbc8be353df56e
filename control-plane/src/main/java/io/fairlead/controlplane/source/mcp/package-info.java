/** Registries and other control planes that serve their resources by MCP over xDS. */
@NullMarked
package io.fairlead.controlplane.source.mcp;

import org.jspecify.annotations.NullMarked;
