/**
 * What operators and their monitoring see of the bridge: health and metrics. Reports come in,
 * Spring Boot's actuator serves what goes out; only the composition imports it.
 */
@NullMarked
package io.fairlead.registrybridge.admin;

import org.jspecify.annotations.NullMarked;
