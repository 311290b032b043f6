package dev.yore.engine.submit;

import dev.yore.engine.codec.ByteSink;
import dev.yore.engine.codec.ByteSource;
import dev.yore.engine.codec.RunForm;
import dev.yore.engine.edn.EdnForm;
import dev.yore.engine.edn.EdnReader;
import dev.yore.engine.edn.EdnWriter;
import dev.yore.engine.tx.NetEffect;
import dev.yore.engine.tx.RawTx;
import dev.yore.storage.datom.Run;
import dev.yore.storage.error.ErrorCode;
import dev.yore.storage.error.YoreException;
import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Submissions as bytes.
 *
 * <pre>
 * submission = version (data | effect)
 * version    = u8      1
 * data       = 1 n text*               each a form of transaction data in EDN
 * effect     = 2 basis schema new touched facts about
 * basis      = varint  the last transaction of the database that it ran on
 * schema     = varint  the version of the schema there
 * new        = n (partition sequence)*      the first new entity of each partition that got any
 * touched    = n attribute*
 * facts      = n run*                  {@link RunForm}
 * about      = n (attribute text)*
 * n, partition, sequence, attribute = varint
 * text       = block                   UTF-8
 * </pre>
 */
public final class SubmissionCodec {
  private static final int VERSION = 1;
  private static final int DATA = 1;
  private static final int EFFECT = 2;

  /** Where submitted bytes are from, in errors. */
  private static final String PLACE = "a submission";

  private SubmissionCodec() {}

  /** The form that is sent. */
  public static byte[] encode(Submission submission) {
    ByteSink out = new ByteSink(256);
    out.u8(VERSION);
    switch (submission) {
      case Submission.Data data -> {
        out.u8(DATA);
        out.varint(data.forms().forms().size());
        data.forms().forms().forEach(form -> out.text(EdnWriter.write(form)));
      }
      case Submission.Effect effect -> {
        out.u8(EFFECT);
        effect(effect, out);
      }
    }
    return out.toByteArray();
  }

  private static void effect(Submission.Effect effect, ByteSink out) {
    NetEffect net = effect.net();
    out.varint(effect.basisT());
    out.varint(net.schemaVersion());
    out.varint(net.firstNew().size());
    net.firstNew()
        .forEach((partition, sequence) -> {
          out.varint(partition);
          out.varint(sequence);
        });
    out.varint(effect.touched().size());
    effect.touched().forEach(out::varint);
    out.varint(net.facts().size());
    net.facts().forEach(run -> RunForm.encode(run, out));
    out.varint(effect.about().size());
    effect
        .about()
        .forEach((attribute, text) -> {
          out.varint(attribute);
          out.text(text);
        });
  }

  /** Reads the form that is sent; refuses anything else as a violation of the protocol. */
  public static Submission decode(byte[] sent) {
    ByteSource in = new ByteSource(sent);
    try {
      int version = in.u8();
      if (version != VERSION) {
        throw malformed("version").with("found", version).with("supported", VERSION);
      }
      int kind = in.u8();
      Submission submission =
          switch (kind) {
            case DATA -> data(in);
            case EFFECT -> effect(in);
            default -> throw malformed("kind").with("found", kind);
          };
      if (in.remaining() > 0) {
        throw malformed("length");
      }
      return submission;
    } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
      throw malformed("content").causedBy(e);
    }
  }

  private static Submission data(ByteSource in) {
    List<EdnForm> forms = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      forms.add(EdnReader.read(in.text()));
    }
    return new Submission.Data(new RawTx(forms));
  }

  private static Submission effect(ByteSource in) {
    long basisT = in.varint();
    long schemaVersion = in.varint();
    Map<Integer, Long> firstNew = new HashMap<>();
    for (int left = in.count(); left > 0; left--) {
      firstNew.put(Math.toIntExact(in.varint()), in.varint());
    }
    Set<Integer> touched = new HashSet<>();
    for (int left = in.count(); left > 0; left--) {
      touched.add(Math.toIntExact(in.varint()));
    }
    List<Run> facts = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      facts.add(RunForm.decode(PLACE, in, 0));
    }
    Map<Integer, String> about = new HashMap<>();
    for (int left = in.count(); left > 0; left--) {
      about.put(Math.toIntExact(in.varint()), in.text());
    }
    return new Submission.Effect(
        basisT, touched, new NetEffect(schemaVersion, firstNew, facts), about);
  }

  private static YoreException malformed(String check) {
    return YoreException.of(
            ErrorCode.PROTOCOL_VIOLATION, "A submission is not in the form that is agreed on")
        .with("check", check);
  }
}
