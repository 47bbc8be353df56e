package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;

/** Reads any resource into model values: total, so that nobody downstream meets an unset field. */
public final class ResourceReader {

  private ResourceReader() {}

  /** At most one declaration; none where there are errors. */
  public static Parsed<Declaration> read(IstioResource resource) {
    throw new UnsupportedOperationException();
  }
}
