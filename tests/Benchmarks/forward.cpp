// A bare loop of forward passes over one picture, on one thread: for each line on standard input so many passes, and then a line
// with the milliseconds of processor time that one took.
//
//   forward PROTOTXT CAFFEMODEL PASSES
#include <ctime>
#include <iostream>
#include <opencv2/dnn.hpp>

int main(int, char** words)
{
    cv::setNumThreads(1);
    auto net = cv::dnn::readNetFromCaffe(words[1], words[2]);
    const int passes = std::stoi(words[3]);
    cv::Mat picture(480, 854, CV_8UC3);
    cv::randu(picture, 0, 256);
    float sum = 0;
    for (std::string line; std::getline(std::cin, line);) {
        const auto start = std::clock();
        for (int i = 0; i < passes; i++) {
            net.setInput(cv::dnn::blobFromImage(picture, 1, {224, 224}, {104, 117, 123}, false, false));
            sum += net.forward().at<float>(0);
        }
        std::cout << 1000.0 * (std::clock() - start) / CLOCKS_PER_SEC / passes << std::endl;
    }
    return sum < 0;
}
