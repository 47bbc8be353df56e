package io.fairlead.istioconfig.mcp;

import com.google.protobuf.Any;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;

/** The form of a resource in MCP over xDS, in both directions. */
public final class McpCodec {

  private McpCodec() {}

  /**
   * Deterministic bytes.
   *
   * @param version put into the metadata; receivers apply an update only where it changed
   */
  public static Any encode(IstioResource resource, String version) {
    throw new UnsupportedOperationException();
  }

  /**
   * @param type the type asked for, {@code group/version/Kind}
   * @param source named in problems
   */
  public static Parsed<IstioResource> decode(String type, Any body, String source) {
    throw new UnsupportedOperationException();
  }
}
