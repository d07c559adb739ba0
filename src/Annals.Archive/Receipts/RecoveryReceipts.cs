using Annals.Log;

namespace Annals.Archive;

/// <summary>The receipt of a start that had to cut what a crash left behind.</summary>
internal static class RecoveryReceipts
{
    /// <summary>Names every cut.</summary>
    public static Receipt Recovered(Actor actor, RecoveryReport report) => new(ReceiptType.LogRecovered, actor)
    {
        Details = writer =>
        {
            writer.WriteNumber("size"u8, report.Size);
            writer.WriteStartArray("cuts"u8);
            foreach (var cut in report.Cuts)
            {
                writer.WriteStartObject();
                writer.WriteString("file"u8, cut.File);
                writer.WriteNumber("offset"u8, cut.Offset);
                writer.WriteNumber("length"u8, cut.Length);
                writer.WriteString("reason"u8, cut.Reason);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        },
    };
}
