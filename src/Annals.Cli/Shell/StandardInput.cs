using System.Runtime.InteropServices;

namespace Annals.Cli.Shell;

/// <summary>Standard input as bytes.</summary>
internal static partial class StandardInput
{
    private const int Descriptor = 0;
    private const int GetDescriptorFlags = 1;
    private const int CloseOnExec = 1;

    /// <summary>
    /// Whether the program was started without a standard input. Its descriptor is free then, and the runtime takes it for a pipe
    /// of its own, from which nothing ever comes. A descriptor that is closed when a program starts cannot have been handed to
    /// it, so one with that mark was opened by this process.
    /// </summary>
    public static bool IsClosed => OperatingSystem.IsLinux() && fcntl(Descriptor, GetDescriptorFlags) is < 0 or CloseOnExec;

    /// <summary>The process's standard input. Waiting for bytes ends when the token is cancelled.</summary>
    public static Stream Open(CancellationToken cancellationToken) => new Waiting(Console.OpenStandardInput(), cancellationToken);

    [LibraryImport("libc")]
    private static partial int fcntl(int descriptor, int command);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int poll(ref Poll descriptors, nuint count, int timeoutMs);

    /// <summary><c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Poll
    {
        public const short Readable = 1;

        public int Descriptor;
        public short Asked;
        public short Found;
    }

    /// <summary>A read of a pipe or terminal blocks until something comes, and no token ends it: so it is begun only when bytes, or the end, are there.</summary>
    private sealed class Waiting(Stream input, CancellationToken cancellationToken) : Stream
    {
        private const int PatienceMs = 100;
        private const int Interrupted = 4; // EINTR: a signal reached this thread, perhaps the one that cancels

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            var wanted = new Poll { Descriptor = Descriptor, Asked = Poll.Readable };
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
            while (OperatingSystem.IsLinux() && NothingIsThere(ref wanted));

            return input.Read(buffer);
        }

        private static bool NothingIsThere(ref Poll wanted)
        {
            var found = poll(ref wanted, 1, PatienceMs);
            return found == 0 || (found < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                input.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
