package io.fairlead.istioconfig;

import java.util.List;
import java.util.Optional;

/** All kinds of Istio resources that the mesh knows of. */
public final class Kinds {

  private Kinds() {}

  public static List<Kind> all() {
    throw new UnsupportedOperationException();
  }

  public static Optional<Kind> named(String name) {
    throw new UnsupportedOperationException();
  }

  /** By the type under which MCP asks for it: {@code group/version/Kind}, any served version. */
  public static Optional<Kind> ofMcpType(String type) {
    throw new UnsupportedOperationException();
  }

  /** Every type of MCP over xDS: each kind in each served version. */
  public static List<String> mcpTypes() {
    throw new UnsupportedOperationException();
  }
}
