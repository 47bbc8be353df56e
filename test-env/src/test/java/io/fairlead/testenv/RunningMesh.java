package io.fairlead.testenv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives every story the same {@link StoryMesh}, started by the first and closed after the last, and
 * asserts behind each that no proxy has refused anything.
 */
final class RunningMesh implements ParameterResolver, AfterEachCallback {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RunningMesh.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == StoryMesh.class;
  }

  @Override
  public StoryMesh resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return running(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    assertThat(running(context).mesh().rejections())
        .as("what proxies refused of their configuration")
        .isEmpty();
  }

  private static StoryMesh running(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(StoryMesh.class, key -> StoryMesh.start(), StoryMesh.class);
  }
}
