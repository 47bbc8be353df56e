package io.fairlead.translation;

import io.fairlead.model.MeshState;
import io.fairlead.model.proxy.Proxy;
import io.fairlead.testing.Goldens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A directory of inputs, and outputs beside them. */
record GoldenCase(Path directory) {

  static final Goldens GOLDENS = Goldens.at("golden");

  static List<GoldenCase> all() {
    return GOLDENS.cases().stream().map(GoldenCase::new).toList();
  }

  /** The compact mesh, and beside it what people write for Istio, where the case has it. */
  MeshState mesh() {
    MeshState mesh = MeshYaml.mesh(Goldens.read(directory.resolve("mesh.yaml")));
    Path istio = directory.resolve("istio.yaml");
    return Files.exists(istio) ? IstioRules.with(mesh, Goldens.read(istio)) : mesh;
  }

  Proxy proxy() {
    return MeshYaml.proxy(Goldens.read(directory.resolve("proxy.yaml")));
  }

  XdsResources translate() {
    return new Translator(ResourceCache.none()).translate(mesh(), proxy());
  }

  void assertMatches(String file, String actual) {
    Goldens.assertMatches(directory.resolve(file), actual);
  }

  @Override
  public String toString() {
    return String.valueOf(directory.getFileName());
  }
}
