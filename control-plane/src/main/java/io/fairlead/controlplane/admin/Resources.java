package io.fairlead.controlplane.admin;

import io.fairlead.api.fairlead.v1.Applied;
import io.fairlead.api.fairlead.v1.ApplyRequest;
import io.fairlead.api.fairlead.v1.ApplyResponse;
import io.fairlead.api.fairlead.v1.DeleteRequest;
import io.fairlead.api.fairlead.v1.DeleteResponse;
import io.fairlead.api.fairlead.v1.GetRequest;
import io.fairlead.api.fairlead.v1.GetResponse;
import io.fairlead.api.fairlead.v1.Item;
import io.fairlead.controlplane.source.ResourceId;
import io.fairlead.controlplane.source.applied.AppliedSource;
import io.fairlead.controlplane.state.ConfigState;
import io.fairlead.controlplane.state.MeshStateStore;
import io.fairlead.istioconfig.IstioResource;
import io.fairlead.istioconfig.Kind;
import io.fairlead.istioconfig.Kinds;
import io.fairlead.istioconfig.Parsed;
import io.fairlead.istioconfig.read.ResourceReader;
import io.fairlead.istioconfig.yaml.IstioYaml;
import io.fairlead.model.Problem;
import io.fairlead.model.ResourceName;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** Applying, deleting and showing resources. */
final class Resources {

  private final MeshStateStore states;
  private final AppliedSource applied;

  /** One request at a time, so that each sees what the one before it wrote. */
  private final ReentrantLock turn = new ReentrantLock();

  Resources(MeshStateStore states, AppliedSource applied) {
    this.states = states;
    this.applied = applied;
  }

  ApplyResponse apply(ApplyRequest request) {
    Parsed<IstioResource> parsed = IstioYaml.read(request.getSource(), request.getYaml());
    List<Problem> problems = new ArrayList<>(parsed.problems());
    parsed.values().forEach(value -> problems.addAll(ResourceReader.read(value).problems()));
    ApplyResponse.Builder response = ApplyResponse.newBuilder();
    problems.forEach(problem -> response.addProblems(AdminMessages.problem(problem)));
    if (problems.stream().anyMatch(Problem::isError)) {
      return response.build();
    }
    turn.lock();
    try {
      for (IstioResource resource : parsed.values()) {
        response.addApplied(
            Applied.newBuilder()
                .setKind(resource.kind().name())
                .setNamespace(resource.name().namespace())
                .setName(resource.name().name())
                .setChange(AdminMessages.change(applied.apply(resource))));
      }
    } finally {
      turn.unlock();
    }
    return response.build();
  }

  DeleteResponse delete(DeleteRequest request) {
    ResourceId id = id(request.getKind(), request.getNamespace(), request.getName());
    turn.lock();
    try {
      boolean existed = applied.delete(id);
      if (!existed && states.config().resources().containsKey(id)) {
        throw Status.FAILED_PRECONDITION
            .withDescription(
                id
                    + " was not applied here but comes from "
                    + sourceOf(states.config(), id)
                    + "; remove it there")
            .asRuntimeException();
      }
      return DeleteResponse.newBuilder().setExisted(existed).build();
    } finally {
      turn.unlock();
    }
  }

  GetResponse get(GetRequest request) {
    String kind = request.getKind().isEmpty() ? "" : kind(request.getKind()).name();
    ConfigState config = states.config();
    GetResponse.Builder response = GetResponse.newBuilder();
    for (ResourceId id : config.resources().keys().stream().sorted().toList()) {
      boolean isWanted =
          (kind.isEmpty() || kind.equals(id.kind()))
              && (request.getNamespace().isEmpty()
                  || request.getNamespace().equals(id.name().namespace()))
              && (request.getName().isEmpty() || request.getName().equals(id.name().name()));
      if (isWanted) {
        effective(config, id).forEach((rank, found) -> response.addItems(item(id, rank, found)));
      }
    }
    return response.build();
  }

  private static Map<Integer, IstioResource> effective(ConfigState config, ResourceId id) {
    ConfigState.Candidates candidates = config.resources().get(id);
    Map<Integer, IstioResource> found = new TreeMap<>();
    if (candidates != null) {
      candidates.effective().ifPresent(it -> found.put(it.rank(), it.resource()));
    }
    return found;
  }

  private Item item(ResourceId id, int rank, IstioResource resource) {
    return Item.newBuilder()
        .setKind(id.kind())
        .setNamespace(id.name().namespace())
        .setName(id.name().name())
        .setSource(states.sources().get(rank).name())
        .setYaml(IstioYaml.write(resource))
        .build();
  }

  private String sourceOf(ConfigState config, ResourceId id) {
    return effective(config, id).keySet().stream()
        .map(rank -> states.sources().get(rank).name())
        .findFirst()
        .orElse("elsewhere");
  }

  private static ResourceId id(String kind, String namespace, String name) {
    if (namespace.isEmpty() || name.isEmpty()) {
      throw Status.INVALID_ARGUMENT
          .withDescription("name the resource by kind, namespace and name")
          .asRuntimeException();
    }
    return new ResourceId(kind(kind).name(), new ResourceName(namespace, name));
  }

  private static Kind kind(String text) {
    return Kinds.named(text)
        .orElseThrow(
            () ->
                Status.INVALID_ARGUMENT
                    .withDescription(
                        "there is no kind '"
                            + text
                            + "'; known: "
                            + String.join(", ", Kinds.all().stream().map(Kind::name).toList()))
                    .asRuntimeException());
  }
}
