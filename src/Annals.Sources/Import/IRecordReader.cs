namespace Annals.Sources.Import;

/// <summary>Reads the records of one text through a <see cref="RecordWindow"/>.</summary>
internal interface IRecordReader
{
    /// <summary>Reads on until a batch is due.</summary>
    /// <returns>False when the text is at its end. Either way the window may hold a batch.</returns>
    bool Read();
}
