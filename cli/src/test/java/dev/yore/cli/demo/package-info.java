@NullMarked
package dev.yore.cli.demo;

import org.jspecify.annotations.NullMarked;
