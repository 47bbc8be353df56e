package io.fairlead.cli.input;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.istioconfig.read.ResourceReader;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Problem;
import java.util.ArrayList;
import java.util.List;

/** What a file holds and what is wrong with it, found out without a control plane. */
public record FileCheck(ResourceFile file, List<IstioResource> resources, List<Problem> problems) {

  public static FileCheck of(ResourceFile file) {
    Parsed<IstioResource> parsed = IstioYaml.read(file.name(), file.text());
    List<Problem> problems = new ArrayList<>(parsed.problems());
    parsed.values().forEach(r -> problems.addAll(ResourceReader.read(r).problems()));
    Parsed<IstioResource> sorted = new Parsed<>(parsed.values(), problems);
    return new FileCheck(file, sorted.values(), sorted.problems());
  }

  public long errors() {
    return problems.stream().filter(Problem::isError).count();
  }
}
