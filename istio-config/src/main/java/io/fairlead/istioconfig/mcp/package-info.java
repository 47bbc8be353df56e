/** Between resources and their form in MCP over xDS. */
@NullMarked
package io.fairlead.istioconfig.mcp;

import org.jspecify.annotations.NullMarked;
