/**
 * Consul as a source. Three or four blocking queries tell that something changed ({@link
 * io.fairlead.registrybridge.source.consul.ConsulWatch}); what changed is then read service by
 * service, a bounded number at a time, because Consul grants one client 200 connections. Settings
 * come in, reports go out; only the composition imports it.
 */
@NullMarked
package io.fairlead.registrybridge.source.consul;

import org.jspecify.annotations.NullMarked;
