/**
 * What a URL and its properties ask for. {@link dev.yore.jdbc.config.ConnectionProperty} is the one
 * list of properties; {@link dev.yore.jdbc.config.ConnectionOptions} is what they come to, checked.
 */
@NullMarked
package dev.yore.jdbc.config;

import org.jspecify.annotations.NullMarked;
