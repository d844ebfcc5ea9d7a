using OpenCvSharp.Internal;

namespace OpenCvSharp
{
    /// <summary>Finds keypoints and describes them (cv::Feature2D).</summary>
    public class Feature2D : IDisposable
    {
        private protected Feature2D(nint native) => Native = native;

        private protected nint Native { get; private set; }

        /// <summary>Finds keypoints and describes each by a row of numbers.</summary>
        /// <param name="image">8-bit, one channel.</param>
        /// <param name="mask">Where to look; null for everywhere.</param>
        /// <param name="keypoints">What was found.</param>
        /// <param name="descriptors">A row for each keypoint.</param>
        /// <param name="useProvidedKeypoints">Describe those given instead of finding some.</param>
        public virtual unsafe void DetectAndCompute(
            InputArray image, InputArray? mask, out KeyPoint[] keypoints, OutputArray descriptors,
            bool useProvidedKeypoints = false)
        {
            ObjectDisposedException.ThrowIf(Native == 0, this);
            var vector = NativeMethods.vector_KeyPoint_new1();
            try
            {
                descriptors.Receive(proxy => NativeMethods.features2d_Feature2D_detectAndCompute(
                    Native, image.CvPtr, mask?.CvPtr ?? 0, vector, proxy, useProvidedKeypoints ? 1 : 0));
                keypoints = new ReadOnlySpan<KeyPoint>(
                    NativeMethods.vector_KeyPoint_getPointer(vector), (int)NativeMethods.vector_KeyPoint_getSize(vector)).ToArray();
            }
            finally
            {
                NativeMethods.vector_KeyPoint_delete(vector);
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Native = 0;
            DisposeUnmanaged();
            GC.SuppressFinalize(this);
        }

        /// <summary>Frees the native object.</summary>
        protected virtual void DisposeUnmanaged()
        {
        }
    }
}

namespace OpenCvSharp.Features2D
{
    /// <summary>The scale-invariant feature transform (cv::SIFT).</summary>
    public class SIFT : Feature2D
    {
        private nint _pointer;

        private SIFT(nint pointer, nint native)
            : base(native) => _pointer = pointer;

        /// <summary>Frees what was not disposed of.</summary>
        ~SIFT() => DisposeUnmanaged();

        /// <summary>Makes one.</summary>
        /// <param name="nFeatures">The most keypoints kept, those of the highest contrast; 0 for all.</param>
        /// <param name="nOctaveLayers">Layers in each octave of the scale space.</param>
        /// <param name="contrastThreshold">Below it a keypoint is too weak.</param>
        /// <param name="edgeThreshold">Above it a keypoint is too much like an edge.</param>
        /// <param name="sigma">The blur of the first octave.</param>
        public static SIFT Create(
            int nFeatures = 0, int nOctaveLayers = 3, double contrastThreshold = 0.04, double edgeThreshold = 10,
            double sigma = 1.6)
        {
            Errors.ThrowIfFailed(NativeMethods.features2d_SIFT_create(
                nFeatures, nOctaveLayers, contrastThreshold, edgeThreshold, sigma, out var pointer));
            Errors.ThrowIfFailed(NativeMethods.features2d_Ptr_SIFT_get(pointer, out var native));
            return new SIFT(pointer, native);
        }

        /// <inheritdoc/>
        protected override void DisposeUnmanaged()
        {
            if (_pointer != 0) _ = NativeMethods.features2d_Ptr_SIFT_delete(_pointer);
            _pointer = 0;
        }
    }
}
