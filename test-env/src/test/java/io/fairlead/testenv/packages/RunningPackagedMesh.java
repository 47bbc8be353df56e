package io.fairlead.testenv.packages;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives every story the same {@link PackagedMesh}, started by the first, closed after the last. */
final class RunningPackagedMesh implements ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RunningPackagedMesh.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == PackagedMesh.class;
  }

  @Override
  public PackagedMesh resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(PackagedMesh.class, key -> PackagedMesh.start(), PackagedMesh.class);
  }
}
