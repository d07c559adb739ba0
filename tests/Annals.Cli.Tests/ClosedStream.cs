using Annals.Cli.Shell;

namespace Annals.Cli.Tests;

/// <summary>Standard output whose reader has gone; closing it is no trouble.</summary>
internal sealed class ClosedStream : MemoryStream
{
    private bool _isDisposed;

    public override void Write(ReadOnlySpan<byte> buffer) => Refuse();

    public override void Write(byte[] buffer, int offset, int count) => Refuse();

    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        base.Dispose(disposing);
    }

    private void Refuse()
    {
        if (!_isDisposed)
        {
            throw new OutputClosedException();
        }
    }
}
