package dev.yore.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Enumeration;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar, with nothing else on the class path, as a tool loads it. */
class DriverJarTest {
  /** Calcite with what it needs is two thirds of it, PostgreSQL's driver and Netty a tenth each. */
  private static final long BYTES_MAX = 26L << 20;

  private final Path jar = Path.of(System.getProperty("yore.driver.jar", "none"));

  @BeforeEach
  void theJarHasBeenPackaged() {
    assumeTrue(Files.exists(jar), "the jar is made by the package phase: " + jar);
  }

  @Test
  void worksAloneInAClassLoaderOfItsOwn(@TempDir Path folder) throws Exception {
    URL[] urls = {jar.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Driver driver = ServiceLoader.load(Driver.class, loader).iterator().next();
      String url = "jdbc:yore:file:" + folder.resolve("shop");
      write(driver, url);
      try (Connection again = driver.connect(url, new Properties());
          Statement statement = again.createStatement();
          ResultSet rows =
              statement.executeQuery("SELECT name FROM item FOR SYSTEM_TIME AS OF 2")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("pen");
      }
    }
  }

  private static void write(Driver driver, String url) throws Exception {
    try (Connection connection = driver.connect(url, new Properties());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(20))");
      statement.execute("INSERT INTO item VALUES (1, 'pen')");
      statement.execute("UPDATE item SET name = 'pencil'");
    }
  }

  @Test
  void bringsNoForeignPackages() throws Exception {
    try (JarFile file = new JarFile(jar.toFile())) {
      Enumeration<JarEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        String name = entries.nextElement().getName();
        if (name.endsWith(".class") && !name.startsWith("META-INF/versions/")) {
          assertThat(name).startsWith("dev/yore/");
        }
      }
    }
  }

  @Test
  void isNoLargerThanItMustBe() throws Exception {
    assertThat(Files.size(jar)).isLessThan(BYTES_MAX);
  }
}
