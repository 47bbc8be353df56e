package io.fairlead.translation;

import io.fairlead.model.MeshState;
import io.fairlead.model.proxy.Proxy;

/** Turns the state of the mesh into what one proxy needs. */
public final class Translator {

  public Translator(ResourceCache cache) {
    throw new UnsupportedOperationException();
  }

  public XdsResources translate(MeshState state, Proxy proxy) {
    throw new UnsupportedOperationException();
  }
}
