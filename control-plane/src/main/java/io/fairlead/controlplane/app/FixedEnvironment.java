package io.fairlead.controlplane.app;

import java.util.Map;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/**
 * Spring's properties as the program sets them: neither variables of the environment nor Java's
 * properties change them, since the configuration file is the one place where the bridge is
 * configured.
 */
final class FixedEnvironment extends StandardEnvironment {

  FixedEnvironment(Map<String, Object> properties) {
    getPropertySources().addFirst(new MapPropertySource("fairlead", properties));
  }

  @Override
  protected void customizePropertySources(MutablePropertySources sources) {
    // The standard sources are left out on purpose.
  }
}
