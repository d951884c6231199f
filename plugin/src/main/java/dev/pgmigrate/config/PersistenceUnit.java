package dev.pgmigrate.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * One unit of META-INF/persistence.xml.
 *
 * @param place the class directory or jar that holds the file
 * @param jarFiles as written: relative to {@code place}
 * @param jtaDataSource the name that an application server knows its data source by, if any
 * @param excludeUnlisted whether only the listed classes of {@code place} belong to it
 * @param provider the class that the unit names as its provider; null when it names none
 */
public record PersistenceUnit(
    String name,
    Path place,
    List<String> classes,
    List<String> mappingFiles,
    List<String> jarFiles,
    @Nullable String jtaDataSource,
    Map<String, String> properties,
    boolean excludeUnlisted,
    @Nullable String provider) {
  private static final String FILE = "META-INF/persistence.xml";

  /**
   * The unit to take: the named one, else the only one of the first place that has any. Null when
   * no place has one and none is named.
   */
  public static @Nullable PersistenceUnit select(List<Path> places, @Nullable String name) {
    List<PersistenceUnit> all = new ArrayList<>();
    for (Path place : places) {
      List<PersistenceUnit> units = read(place);
      if (name == null && !units.isEmpty()) {
        return only(units);
      }
      all.addAll(units);
    }
    if (name == null) {
      return null;
    }
    return all.stream()
        .filter(u -> u.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "There is no persistence unit \""
                        + name
                        + "\". "
                        + (all.isEmpty()
                            ? "No " + FILE + " was found in " + places + "."
                            : "There are: " + names(all) + ".")));
  }

  private static PersistenceUnit only(List<PersistenceUnit> units) {
    if (units.size() > 1) {
      throw new ConfigException(
          FILE
              + " in "
              + units.get(0).place
              + " has several persistence units: "
              + names(units)
              + ".",
          "Name the one to migrate: -Dmigrate.persistenceUnit.");
    }
    return units.get(0);
  }

  private static String names(List<PersistenceUnit> units) {
    return units.stream().map(PersistenceUnit::name).collect(Collectors.joining(", "));
  }

  /** The jars that the units of these places name, wherever they are. */
  public static List<Path> namedJars(List<Path> places) {
    return places.stream()
        .flatMap(place -> read(place).stream())
        .flatMap(unit -> unit.jars().stream())
        .toList();
  }

  /** Where the jars are that it names. */
  public List<Path> jars() {
    Path folder = place.toAbsolutePath().getParent();
    return jarFiles.stream()
        .map(jar -> folder == null ? Path.of(jar) : folder.resolve(jar).normalize())
        .toList();
  }

  /** The units of one place. */
  static List<PersistenceUnit> read(Path place) {
    try {
      Optional<byte[]> xml = content(place);
      if (xml.isEmpty()) {
        return List.of();
      }
      return elements(parse(xml.get()).getDocumentElement(), "persistence-unit").stream()
          .map(unit -> of(unit, place))
          .toList();
    } catch (IOException | SAXException e) {
      throw new ConfigException("Cannot read " + FILE + " in " + place + ": " + e.getMessage());
    }
  }

  private static Optional<byte[]> content(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      Path file = place.resolve(FILE);
      return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }
    if (!Files.exists(place)) {
      return Optional.empty();
    }
    try (ZipFile zip = new ZipFile(place.toFile())) {
      ZipEntry entry = zip.getEntry(FILE);
      return entry == null
          ? Optional.empty()
          : Optional.of(zip.getInputStream(entry).readAllBytes());
    }
  }

  private static Document parse(byte[] xml) throws IOException, SAXException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null); // The default one prints.
      return builder.parse(new ByteArrayInputStream(xml));
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PersistenceUnit of(Element unit, Path place) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (Element property : elements(unit, "property")) {
      properties.put(property.getAttribute("name"), property.getAttribute("value"));
    }
    // A property of the same meaning wins.
    texts(unit, "validation-mode")
        .forEach(mode -> properties.putIfAbsent("jakarta.persistence.validation.mode", mode));
    return new PersistenceUnit(
        unit.getAttribute("name"),
        place,
        texts(unit, "class"),
        texts(unit, "mapping-file"),
        texts(unit, "jar-file"),
        texts(unit, "jta-data-source").stream().findFirst().orElse(null),
        properties,
        // The element without content means true.
        texts(unit, "exclude-unlisted-classes").stream().anyMatch(t -> !t.equals("false")),
        texts(unit, "provider").stream().findFirst().orElse(null));
  }

  private static List<String> texts(Element parent, String name) {
    return elements(parent, name).stream().map(e -> e.getTextContent().strip()).toList();
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagNameNS("*", name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }
}
